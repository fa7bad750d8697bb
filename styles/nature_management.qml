<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="0" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="30000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{nature_management}">
      <rule key="{bloemrijk_gras}" symbol="0" filter="&quot;management_advised&quot; = &#x27;bloemrijk_gras&#x27;" label="bloemrijk gras"/>
      <rule key="{natuurvriendelijke_oever}" symbol="1" filter="&quot;management_advised&quot; = &#x27;natuurvriendelijke_oever&#x27;" label="natuurvriendelijke oever"/>
      <rule key="{begrazing}" symbol="2" filter="&quot;management_advised&quot; = &#x27;begrazing&#x27;" label="begrazing (schapen)"/>
      <rule key="{behouden}" symbol="3" filter="&quot;management_advised&quot; = &#x27;behouden&#x27;" label="behouden: is goed zoals het is"/>
      <rule key="{gebruiksgras}" symbol="4" filter="&quot;management_advised&quot; = &#x27;gebruiksgras&#x27;" label="gebruiksgras: gebruik gaat voor"/>
      <rule key="{else}" symbol="5" filter="ELSE" label="ander beheer"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="240,199,105,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="230,159,0,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.25"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="156,211,242,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="86,180,233,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.25"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="230,160,105,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="213,94,0,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.25"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="105,198,173,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,158,115,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.25"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="217,217,217,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="190,190,190,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.25"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="191,163,191,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="120,60,120,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.25"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="ground" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="gras" type="QString" value="grass"/></Option><Option type="Map"><Option name="oever" type="QString" value="bank"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="class" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="natuurzone" type="QString" value="natuurzone"/></Option><Option type="Map"><Option name="functionele natuur" type="QString" value="functionele_natuur"/></Option><Option type="Map"><Option name="lokale natuurverbinding" type="QString" value="natuurverbinding"/></Option><Option type="Map"><Option name="matrix" type="QString" value="matrix"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="onbekend"/></Option></Option></Option></config></editWidget>
    </field>
    <field name="management_advised" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="bloemrijk gras" type="QString" value="bloemrijk_gras"/></Option><Option type="Map"><Option name="natuurvriendelijke oever" type="QString" value="natuurvriendelijke_oever"/></Option><Option type="Map"><Option name="begrazing (schapen)" type="QString" value="begrazing"/></Option><Option type="Map"><Option name="behouden" type="QString" value="behouden"/></Option><Option type="Map"><Option name="gebruiksgras" type="QString" value="gebruiksgras"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Vlak"/>
    <alias index="1" field="zone_id" name="Zone waar het in ligt"/>
    <alias index="2" field="class" name="Klasse"/>
    <alias index="3" field="ground" name="Gras of oever"/>
    <alias index="4" field="management" name="Beheer nu"/>
    <alias index="5" field="management_advised" name="Beheer dat past"/>
    <alias index="6" field="management_reason" name="Reden"/>
    <alias index="7" field="area_m2" name="Oppervlakte (m²)"/>
    <alias index="8" field="length_m" name="Lengte (m)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="zone_id" hidden="0" width="-1"/>
      <column type="field" name="class" hidden="0" width="-1"/>
      <column type="field" name="ground" hidden="0" width="-1"/>
      <column type="field" name="management" hidden="0" width="-1"/>
      <column type="field" name="management_advised" hidden="0" width="-1"/>
      <column type="field" name="management_reason" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="length_m" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Beheer" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="ground" index="3" showLabel="1"/>
      <attributeEditorField name="management" index="4" showLabel="1"/>
      <attributeEditorField name="management_advised" index="5" showLabel="1"/>
      <attributeEditorField name="management_reason" index="6" showLabel="1"/>
      <attributeEditorField name="area_m2" index="7" showLabel="1"/>
      <attributeEditorField name="length_m" index="8" showLabel="1"/>
      <attributeEditorField name="class" index="2" showLabel="1"/>
      <attributeEditorField name="zone_id" index="1" showLabel="1"/>
      <attributeEditorField name="id" index="0" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% CASE WHEN "ground" = 'grass' THEN 'gras' WHEN "ground" = 'bank' THEN 'oever' ELSE '' END %]: [% CASE WHEN "management_advised" = 'bloemrijk_gras' THEN 'bloemrijk gras' WHEN "management_advised" = 'natuurvriendelijke_oever' THEN 'natuurvriendelijke oever' WHEN "management_advised" = 'begrazing' THEN 'begrazing (schapen)' WHEN "management_advised" = 'behouden' THEN 'behouden' WHEN "management_advised" = 'gebruiksgras' THEN 'gebruiksgras' ELSE '' END %]</b><br>
[% replace(coalesce("management_reason",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]<br>
[% CASE WHEN "area_m2" >= 10000 THEN format_number("area_m2" / 10000, 1, 'nl') || ' ha' ELSE format_number("area_m2", 0, 'nl') || ' m²' END %], [% format_number("length_m", 0, 'nl') %] m lang</div>]]></mapTip>
</qgis>
