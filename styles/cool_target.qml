<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{cool}">
      <rule key="{sure}" symbol="0" filter="&quot;status&quot; = 'cool'" label="koele plek"/>
      <rule key="{maybe}" symbol="1" filter="&quot;status&quot; = 'undecided'" label="misschien koel of openbaar: te weinig bekend"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,114,178,110"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,70,120,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="90,90,90,255"/>
            <Option name="style" type="QString" value="b_diagonal"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="dash"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{area}" description="oppervlakte en waarom" filter='"area_m2" &gt; 0' scalemaxdenom="25000">
      <settings calloutType="simple">
        <text-style fieldName="CASE WHEN &quot;status&quot; = 'undecided' THEN 'misschien koel' ELSE 'koel ' || CASE WHEN &quot;area_m2&quot; &gt;= 10000 THEN format_number(&quot;area_m2&quot; / 10000, 1, 'nl') || ' ha' ELSE format_number(&quot;area_m2&quot;, 0, 'nl') || ' m²' END || CASE WHEN attribute($currentfeature, 'pet_c') IS NOT NULL THEN '\n' || format_number(attribute($currentfeature, 'pet_c'), 1, 'nl') || ' °C' WHEN attribute($currentfeature, 'canopy_pct') IS NOT NULL THEN '\n' || floor(attribute($currentfeature, 'canopy_pct')) || ' % kroon' ELSE '' END END" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="0,50,90,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="status" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List">
        <Option type="Map"><Option name="koele plek" type="QString" value="cool"/></Option>
        <Option type="Map"><Option name="misschien koel of openbaar: te weinig bekend" type="QString" value="undecided"/></Option>
      </Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Koele plek"/>
    <alias index="1" field="area_m2" name="Oppervlakte (m²)"/>
    <alias index="2" field="members" name="Vlakken waaruit het bestaat"/>
    <alias index="3" field="status" name="Is het koel?"/>
    <alias index="4" field="canopy_pct" name="Onder kronen (%)"/>
    <alias index="5" field="pet_c" name="Gevoelstemperatuur (PET, °C)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="members" hidden="0" width="-1"/>
      <column type="field" name="status" hidden="0" width="-1"/>
      <column type="field" name="canopy_pct" hidden="0" width="-1"/>
      <column type="field" name="pet_c" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Koele plek" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="area_m2" index="1" showLabel="1"/>
      <attributeEditorField name="members" index="2" showLabel="1"/>
      <attributeEditorField name="status" index="3" showLabel="1"/>
      <attributeEditorField name="canopy_pct" index="4" showLabel="1"/>
      <attributeEditorField name="pet_c" index="5" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "status" = 'undecided' THEN 'Misschien een koele plek' ELSE 'Koele plek' END %]: [% coalesce(CASE WHEN "area_m2" >= 10000 THEN format_number("area_m2" / 10000, 1, 'nl') || ' ha' ELSE format_number("area_m2", 0, 'nl') || ' m²' END, '?') %]</b><br>
[% CASE WHEN array_length(string_to_array("members", ' ')) > 1 THEN array_length(string_to_array("members", ' ')) || ' vlakken die samen één plek vormen' ELSE '' END %]<br>
[% CASE WHEN attribute($currentfeature, 'pet_c') IS NOT NULL THEN 'Gemiddelde gevoelstemperatuur (PET) ' || format_number(attribute($currentfeature, 'pet_c'), 1, 'nl') || ' °C' WHEN attribute($currentfeature, 'canopy_pct') IS NOT NULL THEN 'Onder boomkronen: ' || replace(format_number(floor(attribute($currentfeature, 'canopy_pct') * 10) / 10, 1, 'nl'), ',0', '') || ' %' ELSE 'Schaduw of gevoelstemperatuur onbekend' END %][% CASE WHEN "status" = 'undecided' THEN '; te weinig bekend, of onbekend of het openbaar is' ELSE '' END %]<br>
Sleutel [% replace(coalesce("id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
