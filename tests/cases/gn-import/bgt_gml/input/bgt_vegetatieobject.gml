<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0">
<cityObjectMember><SolitaryVegetationObject gml:id="bt1">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.t1</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<class>niet-bgt</class><imgeo:geometrie2dVegetatieObject><gml:Point srsName="urn:ogc:def:crs:EPSG::28992"><gml:pos>105001.5 502101.25</gml:pos></gml:Point></imgeo:geometrie2dVegetatieObject><imgeo:plus-type>boom</imgeo:plus-type></SolitaryVegetationObject></cityObjectMember>
<cityObjectMember><SolitaryVegetationObject gml:id="bt2">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.t2</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<class>niet-bgt</class><imgeo:geometrie2dVegetatieObject><gml:LineString><gml:posList>105000 502100 105010 502100</gml:posList></gml:LineString></imgeo:geometrie2dVegetatieObject><imgeo:plus-type>haag</imgeo:plus-type></SolitaryVegetationObject></cityObjectMember>
<cityObjectMember><SolitaryVegetationObject gml:id="bt3">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging><imgeo:eindRegistratie>2019-05-05T00:00:00</imgeo:eindRegistratie>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.t3</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<class>niet-bgt</class><imgeo:geometrie2dVegetatieObject><gml:Point srsName="urn:ogc:def:crs:EPSG::28992"><gml:pos>105002 502102</gml:pos></gml:Point></imgeo:geometrie2dVegetatieObject><imgeo:plus-type>boom</imgeo:plus-type></SolitaryVegetationObject></cityObjectMember>
</CityModel>
